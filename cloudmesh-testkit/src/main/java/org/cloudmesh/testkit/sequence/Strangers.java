package org.cloudmesh.testkit.sequence;

/** Somebody else, or the cloud itself, does something to that machine; or makes one of that name. */
record Strangers(int cloud, What what, int at, String name) implements Step {

    /** What is done. */
    enum What {
        MAKE,
        REMOVE,
        BREAK
    }

    @Override
    public String run(World world) {
        var site = world.site(cloud);
        if (what == What.MAKE) {
            return make(site);
        }
        var machines = site.cloud().machines();
        if (machines.isEmpty()) {
            return "there is none";
        }
        var machine = machines.get(at % machines.size());
        var id = machine.id();
        if (what == What.REMOVE) {
            site.cloud().remove(id);
        } else {
            site.cloud().breakNode(id);
        }
        return machine.toString();
    }

    private String make(Site site) {
        try {
            site.cloud().add(name);
            return "made";
        } catch (IllegalArgumentException e) {
            return "the name is taken";
        }
    }
}
