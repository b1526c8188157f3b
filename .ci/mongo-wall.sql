-- The wall between the users of a mesh, as psql's input. To FerretDB a database of MongoDB's is a schema, a collection a table of
-- it, called after the collection and a hash; one more table of each schema lists the others.

\set ON_ERROR_STOP on

CREATE ROLE admin LOGIN PASSWORD :'admin';
CREATE ROLE mesh_user;
CREATE ROLE ann LOGIN PASSWORD :'ann' IN ROLE mesh_user;
CREATE ROLE bob LOGIN PASSWORD :'bob' IN ROLE mesh_user;
GRANT ann, bob TO admin;

-- As this role FerretDB reads those lists, once, and serves whoever names no user.
CREATE ROLE catalog LOGIN PASSWORD :'catalog';

CREATE DATABASE mesh OWNER admin;
REVOKE ALL ON DATABASE mesh FROM PUBLIC;
GRANT CONNECT ON DATABASE mesh TO mesh_user, catalog;
\connect mesh

-- In MongoDB a privilege is there before the collection; here it is granted when admin makes that, or makes it again.
CREATE FUNCTION share() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
    made text;
BEGIN
    FOR made IN SELECT object_identity FROM pg_event_trigger_ddl_commands() LOOP
        IF made = 'cloudmesh' THEN
            GRANT USAGE ON SCHEMA cloudmesh TO mesh_user;
        ELSIF made ~ '^cloudmesh\.(claim|owner|cm_users)_[0-9a-f]{8}$' THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO mesh_user', made);
        END IF;
    END LOOP;
END $$;
CREATE EVENT TRIGGER share ON ddl_command_end WHEN TAG IN ('CREATE SCHEMA', 'CREATE TABLE') EXECUTE FUNCTION share();

-- FerretDB's way to make a database, done here because a user may make no schema.
CREATE PROCEDURE make_database(name text, owner text) LANGUAGE plpgsql AS $$
DECLARE
    list text := format('%I._ferretdb_database_metadata', name);
BEGIN
    EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', name, owner);
    EXECUTE format('CREATE TABLE %s (_jsonb jsonb)', list);
    EXECUTE format('CREATE UNIQUE INDEX _ferretdb_database_metadata_id_idx ON %s ((_jsonb->''_id''))', list);
    EXECUTE format('CREATE UNIQUE INDEX _ferretdb_database_metadata_table_idx ON %s ((_jsonb->''table''))', list);
    EXECUTE format('ALTER TABLE %s OWNER TO %I', list, owner);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO catalog', name);
    EXECUTE format('GRANT SELECT ON %s TO catalog', list);
END $$;
CALL make_database('cloudmesh', 'admin');
CALL make_database('cloudmesh_ann', 'ann');
CALL make_database('cloudmesh_bob', 'bob');
