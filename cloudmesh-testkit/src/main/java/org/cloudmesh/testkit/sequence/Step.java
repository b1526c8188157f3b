package org.cloudmesh.testkit.sequence;

/** One thing that happens. It names nodes by their place among those there are, so that it makes sense after any other. */
sealed interface Step
        permits Ask,
                Await,
                Boot,
                Change,
                Die,
                Dry,
                Inject,
                Login,
                Look,
                Pass,
                Recover,
                Refresh,
                Reopen,
                Run,
                Strangers,
                Sweep,
                Switch {

    /**
     * Does it, and says in a line what came of it.
     *
     * @throws Broken if it broke a law
     */
    String run(World world);
}
