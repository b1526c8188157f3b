/**
 * The store in MongoDB, for a mesh whose programs run on several machines. Needs
 * {@code org.mongodb:mongodb-driver-sync} 5, which who uses it adds to his dependencies.
 *
 * <p><b>Layout.</b> One database a store, {@code cloudmesh} unless said otherwise, and one more for each user who has a part
 * of it. In it one collection a kind, called as the kind. The {@code _id} of a document is its key. Its other fields are
 * those of the JSON, as the original had them, for people and queries; what the store itself reads is in {@code _cm}:
 *
 * <pre>{@code
 * {_id: "20261128-1", name: "web", status: "done", …,
 *  _cm: {cloud: "aws", name: "web", state: "done", version: 2, json: "…"}}
 * }</pre>
 *
 * <p>{@code _cm.json} is the JSON to the byte, and the truth. Of the fields, those called {@code _id} and {@code _cm} have a
 * full-width underscore, and dots and leading dollar signs are full-width too; they are left out where the JSON is none, or
 * both together would be too large for MongoDB.
 *
 * <p>A kind of which a list was {@linkplain org.cloudmesh.spi.Store#replace replaced} also has one document that says which
 * generation of each list counts; the {@code _id} of what belongs to a generation begins with it, and the key is in
 * {@code _cm.key}. Counters are in {@code cm_counters}, the users in {@code cm_users}.
 *
 * <p><b>Servers.</b> MongoDB 4.2 or newer, alone, as a replica set, or sharded; no transactions or sessions are used. Each
 * write waits until a majority has it in its journal. Whoever shards a collection takes <code>{_id: 1}</code> for the kinds,
 * since lists are read in the order of their keys, and {@code {_id: "hashed"}} for {@code cm_counters}; any other key would
 * allow two documents of one {@code _id}.
 */
@NullMarked
package org.cloudmesh.store.mongo;

import org.jspecify.annotations.NullMarked;
