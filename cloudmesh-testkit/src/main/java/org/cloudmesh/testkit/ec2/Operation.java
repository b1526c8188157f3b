package org.cloudmesh.testkit.ec2;

import java.util.function.Consumer;

/** One action of the Query API. */
@FunctionalInterface
interface Operation {

    /**
     * Does it, under the account's lock.
     *
     * @return what writes the answer, later and without the lock: it holds facts that do not change any more
     * @throws Ec2Error if it is refused; nothing has changed then
     */
    Consumer<Xml> run(Region region, Params params);
}
