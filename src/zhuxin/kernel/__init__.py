"""The no-code platform: objects, records, rights, actions, rules, processes. It never imports lending."""
