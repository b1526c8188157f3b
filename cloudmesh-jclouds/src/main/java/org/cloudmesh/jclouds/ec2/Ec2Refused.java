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

    Ec2Error error() {
        return error;
    }

    boolean isA(String code) {
        return error.code().equals(code);
    }

    CloudmeshException meaning() {
        return meaning;
    }
}
