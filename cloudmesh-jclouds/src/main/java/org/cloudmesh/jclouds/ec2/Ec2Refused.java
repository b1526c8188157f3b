package org.cloudmesh.jclouds.ec2;

import org.cloudmesh.CloudmeshException;

/** A refusal on its way to who can do something about it; what it means is what callers see. */
final class Ec2Refused extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final transient Ec2Error error;
    private final CloudmeshException meaning;

    Ec2Refused(Ec2Error error, CloudmeshException meaning) {
        super(String.valueOf(meaning.getMessage()), meaning);
        this.error = error;
        this.meaning = meaning;
    }

    /** In EC2's own words. */
    Ec2Error error() {
        return error;
    }

    /** Whether that is its code. */
    boolean isA(String code) {
        return error.code().equals(code);
    }

    /** What callers see. */
    CloudmeshException meaning() {
        return meaning;
    }
}
