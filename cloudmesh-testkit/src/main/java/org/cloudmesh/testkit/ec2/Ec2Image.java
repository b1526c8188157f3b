package org.cloudmesh.testkit.ec2;

/**
 * An AMI of one region.
 *
 * @param id {@code ami-} and 17 hexadecimal digits
 * @param name unique for its owner in its region
 * @param description what it says about itself
 * @param architecture {@code x86_64} or {@code arm64}
 * @param ownerId the account that made it
 * @param ownerAlias {@code amazon}, or empty
 * @param state {@code available}, {@code pending}, {@code deregistered} …
 * @param creationDate as EC2 writes it: {@code 2024-01-31T00:00:00.000Z}
 * @param sizeGib of its root volume
 */
public record Ec2Image(
        String id,
        String name,
        String description,
        String architecture,
        String ownerId,
        String ownerAlias,
        String state,
        String creationDate,
        int sizeGib) {}
