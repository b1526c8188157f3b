package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The addresses of a subnet whose name ends in .0/24; those beyond it are counted on, so that they do not run out. */
final class Address {

    private static final int BYTE = 256;

    private Address() {}

    static String of(ObjectNode subnet, int number) {
        var cidr = subnet.path("cidr").asText();
        var parts = cidr.substring(0, cidr.indexOf('/')).split("\\.", -1);
        var third = (Integer.parseInt(parts[2]) + number / BYTE) % BYTE;
        return parts[0] + "." + parts[1] + "." + third + "." + number % BYTE;
    }
}
