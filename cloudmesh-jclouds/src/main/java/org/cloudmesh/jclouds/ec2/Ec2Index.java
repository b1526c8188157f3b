package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Which of an intent's nodes an instance is. */
final class Ec2Index {

    private static final String LABEL = "cloudmesh-index";

    private Ec2Index() {}

    /** By its label; where that was never written, by the token of its launch and its place in it. -1 if neither tells. */
    static int of(JsonNode instance, String intentId) {
        int labelled = number(Ec2Records.tags(instance).getOrDefault(LABEL, ""));
        if (labelled >= 0) {
            return labelled;
        }
        var token = instance.path("clientToken").asText();
        int first = token.startsWith(intentId + "-") ? number(token.substring(intentId.length() + 1)) : -1;
        return first < 0 ? -1 : first + place(instance);
    }

    /** In its launch, from 0. */
    static int place(JsonNode instance) {
        return number(instance.path("amiLaunchIndex").asText());
    }

    static Map<String, String> label(int index) {
        return Map.of(LABEL, Integer.toString(index));
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }
}
