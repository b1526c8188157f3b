package org.cloudmesh.testkit.sequence;

/** The cloud takes the credentials no more, or takes them again. */
record Login(int cloud, boolean expired) implements Step {

    @Override
    public String run(World world) {
        var site = world.site(cloud).cloud();
        if (expired) {
            site.expireCredentials();
        } else {
            site.renewCredentials();
        }
        return expired ? "expired" : "renewed";
    }
}
