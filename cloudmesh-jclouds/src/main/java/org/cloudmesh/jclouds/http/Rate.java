package org.cloudmesh.jclouds.http;

import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CloudConfig;

/**
 * What an account may send. Immutable.
 *
 * @param perSecond requests, for long
 * @param burst requests at once
 */
public record Rate(double perSecond, int burst) {

    private static final String KEY = "requests_per_second";

    /**
     * What the configuration allows in {@code requests_per_second}, with five seconds' worth at once; else this one.
     *
     * @throws ConfigException if it is no number above 0
     */
    public Rate asConfigured(CloudConfig config) {
        return config.find(KEY).map(said -> of(said, config.cloud())).orElse(this);
    }

    private static Rate of(String said, String cloud) {
        try {
            double perSecond = Double.parseDouble(said);
            if (perSecond > 0 && Double.isFinite(perSecond)) {
                return new Rate(perSecond, (int) Math.max(1, Math.min(Integer.MAX_VALUE, perSecond * 5)));
            }
        } catch (NumberFormatException e) {
            // Told below, with what would be right.
        }
        throw new ConfigException("%s of cloud \"%s\" is a number above 0, not \"%s\"".formatted(KEY, cloud, said));
    }
}
