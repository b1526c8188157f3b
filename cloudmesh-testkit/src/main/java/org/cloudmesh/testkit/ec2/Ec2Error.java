package org.cloudmesh.testkit.ec2;

/** What EC2 refuses a request with. */
final class Ec2Error extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;

    private final int status;
    private final String code;
    private final String text;

    Ec2Error(int status, String code, String text) {
        super(code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    Ec2Error(String code, String text) {
        this(BAD_REQUEST, code, text);
    }

    static Ec2Error invalid(String text) {
        return new Ec2Error("InvalidParameterValue", text);
    }

    static Ec2Error missing(String parameter) {
        return new Ec2Error("MissingParameter", "The request must contain the parameter " + parameter);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }
}
