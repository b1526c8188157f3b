package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        int place = place(instance);
        return first < 0 || place < 0 ? -1 : first + place;
    }

    /** By their places in a launch; those that say none, or another's, take what is free, in order. */
    static Map<Integer, JsonNode> places(List<JsonNode> instances, int count) {
        var byPlace = new HashMap<Integer, JsonNode>();
        var left = new ArrayList<JsonNode>();
        for (var instance : instances) {
            int place = place(instance);
            if (place < 0 || place >= count || byPlace.putIfAbsent(place, instance) != null) {
                left.add(instance);
            }
        }
        int free = 0;
        for (var instance : left) {
            while (byPlace.putIfAbsent(free, instance) != null) {
                free++;
            }
        }
        return byPlace;
    }

    /** In its launch, from 0; -1 if it does not say. */
    private static int place(JsonNode instance) {
        return number(instance.path("amiLaunchIndex").asText());
    }

    static Map<String, String> label(int index) {
        return Map.of(LABEL, Integer.toString(index));
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }
}
