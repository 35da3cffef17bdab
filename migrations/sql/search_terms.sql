-- How each character is read, most frequent reading first: 'dan,chan,shan'. Filled from pypinyin.
CREATE TABLE pinyin (ch text PRIMARY KEY, readings text NOT NULL);

-- The lexemes a text is found by, each marked with its field: every part of it that begins at a character (24 long at most,
-- so that a prefix match is a contains-search), one and two Chinese characters as words of their own (the planner knows how
-- frequent those are), and the same in pinyin and in initials. What comes after the hundredth character is not found.
CREATE FUNCTION field_terms(field text, value text) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    v text := lower(left(value, 100));
    found text[] := '{}';
    sounds text[];
    readings text[];
    reading text;
    tail text;
    initials text;
    han boolean := v ~ '[一-鿿]';
BEGIN
    IF v IS NULL THEN
        RETURN found;
    END IF;
    IF han THEN
        SELECT array_agg(coalesce(split_part(p.readings, ',', 1), CASE WHEN c.ch ~ '[a-z0-9]' THEN c.ch ELSE '' END) ORDER BY c.at),
               array_agg(p.readings ORDER BY c.at)
        INTO sounds, readings
        FROM unnest(string_to_array(v, NULL)) WITH ORDINALITY AS c(ch, at) LEFT JOIN pinyin p ON p.ch = c.ch;
    END IF;
    FOR i IN 1..length(v) LOOP
        CONTINUE WHEN substr(v, i, 1) ~ '\s';
        found := found || (field || ':' || rtrim(substr(v, i, 24)));
        -- A word of Latin letters or digits is one of its own too, for the same reason.
        IF i = 1 OR substr(v, i - 1, 1) !~ '[a-z0-9]' THEN
            found := found || (field || ':' || left(coalesce(substring(substr(v, i) FROM '^[a-z0-9]+'), substr(v, i, 1)), 24));
        END IF;
        IF han AND readings[i] IS NOT NULL THEN
            tail := array_to_string(sounds[i + 1:i + 8], '');
            SELECT string_agg(left(s, 1), '') INTO initials FROM unnest(sounds[i + 1:i + 12]) s;
            found := found || ARRAY[field || ':' || substr(v, i, 1), field || ':' || rtrim(substr(v, i, 2))];
            FOREACH reading IN ARRAY string_to_array(readings[i], ',') LOOP
                found := found || ARRAY[
                    field || ':' || reading,
                    field || ':' || left(reading || tail, 24),
                    field || ':' || left(reading, 1) || coalesce(initials, '')
                ];
            END LOOP;
        END IF;
    END LOOP;
    RETURN found;
END $$;
