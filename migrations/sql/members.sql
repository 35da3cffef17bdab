-- What a foreign key is for one id, for a column of several: the records are there, and one that goes is refused or taken
-- out of the lists it is in. Arguments of the triggers are names that the program made.
CREATE FUNCTION check_members() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids uuid[]; found bigint;
BEGIN
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO ids USING NEW;
  IF ids IS NOT NULL THEN
    -- The lock keeps a record from going before this transaction is through.
    EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM %I WHERE id = ANY($1) ORDER BY id FOR KEY SHARE) AS present', TG_ARGV[1])
      INTO found USING ids;
    IF found < cardinality(ids) THEN
      RAISE foreign_key_violation USING MESSAGE = 'a record of the list is missing', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION release_members() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept bigint;
BEGIN
  IF TG_ARGV[2] = 'clear' THEN
    EXECUTE format('UPDATE %I SET %I = nullif(array_remove(%I, $1), ''{}''), version = version + 1, updated_at = now() WHERE %I @> ARRAY[$1]',
                   TG_ARGV[0], TG_ARGV[1], TG_ARGV[1], TG_ARGV[1]) USING OLD.id;
  ELSE
    EXECUTE format('SELECT count(*) FROM %I WHERE %I @> ARRAY[$1]', TG_ARGV[0], TG_ARGV[1]) INTO kept USING OLD.id;
    IF kept > 0 THEN
      RAISE foreign_key_violation USING MESSAGE = 'a list still holds the record', CONSTRAINT = TG_NAME, TABLE = TG_ARGV[0];
    END IF;
  END IF;
  RETURN NULL;
END $$;
