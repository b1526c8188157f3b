package org.cloudmesh.spi;

/** Makes drivers for one kind of cloud. Thread-safe. */
public interface CloudProvider {

    /** How a configuration spells this kind, such as {@code openstack}. */
    String kind();

    /** Makes the driver of one account. No request is sent yet. */
    CloudDriver connect(CloudContext context);
}
