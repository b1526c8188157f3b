package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes files of the original's shape, in all the ways people write YAML. */
final class RandomFile {

    private static final List<String> CLOUDS =
            List.of("aws", "azure", "chameleon", "jetstream", "my.cloud", "007", "yes");
    private static final List<String> KEYS = List.of(
            "image",
            "size",
            "username",
            "network",
            "note",
            "EC2_SECRET_KEY",
            "OS_PASSWORD",
            "auth",
            "list",
            "a b",
            "x.y");
    private static final List<String> PLAIN = List.of(
            "ami-1",
            "t2.micro",
            "TBD",
            "27017",
            "True",
            "no",
            "~",
            "",
            "m1 small",
            "https://a.b:5000/v2",
            "1e3",
            "CC-Ubuntu18.04",
            "Canonical:UbuntuServer:16.04.0-LTS:latest",
            "a#b",
            "-x",
            "wörd",
            "😀");
    private static final List<String> QUOTED = List.of(
            "''",
            "\"\"",
            "'TBD'",
            "'it''s'",
            "\"tab\\there\"",
            "'a: b'",
            "'# no comment'",
            "\"é\"",
            "'{x}'",
            "\"😀 😀\"");

    private final Random random;
    private final String end;
    private final int step;
    private final StringBuilder text = new StringBuilder();

    private RandomFile(Random random) {
        this.random = random;
        end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        step = 1 + random.nextInt(4);
    }

    static String of(Random random) {
        return new RandomFile(random).file();
    }

    private String file() {
        if (chance(4)) {
            text.append("# my clouds").append(end);
        }
        if (chance(6)) {
            text.append("---").append(end);
        }
        line(0, "cloudmesh:");
        line(step, "profile:");
        section(2 * step, 1 + random.nextInt(3), 2);
        line(step, "default:");
        line(2 * step, "cloud: aws");
        section(2 * step, random.nextInt(3), 2);
        line(step, chance(2) ? "cloud:" : "clouds:");
        for (var cloud : some(CLOUDS, 1 + random.nextInt(4))) {
            cloud(cloud);
        }
        if (chance(2)) {
            line(step, "data:");
            section(2 * step, 1 + random.nextInt(3), 3);
        }
        var whole = text.toString();
        return chance(4) && !text.toString().matches("(?s).*[|>][-+]?[ \\w]*\\R[^:]*\\R*")
                ? whole.stripTrailing()
                : whole;
    }

    private void cloud(String name) {
        line(2 * step, key(name) + ":");
        line(3 * step, "cm:");
        line(4 * step, "kind: openstack");
        if (chance(3)) {
            line(3 * step, "credentials:" + (chance(2) ? "" : " {}"));
        } else {
            line(3 * step, "credentials:");
            section(4 * step, 1 + random.nextInt(4), 2);
        }
        line(3 * step, "default:");
        section(4 * step, 1 + random.nextInt(4), 1);
    }

    private void section(int indent, int count, int depth) {
        for (var key : some(KEYS, count)) {
            entry(indent, key(key), depth);
        }
    }

    private void entry(int indent, String key, int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0, 1 -> line(indent, key + ":" + " ".repeat(1 + random.nextInt(3)) + pick(PLAIN));
            case 2 -> line(indent, key + ": " + pick(QUOTED));
            case 3 -> line(indent, key + ": " + flow(2));
            case 4 -> block(indent, key);
            case 5, 6 -> {
                line(indent, key + ":");
                section(indent + step, 1 + random.nextInt(3), depth - 1);
            }
            case 7 -> items(indent, key);
            default -> folded(indent, key);
        }
    }

    private void block(int indent, String key) {
        var sign = pick(List.of("|", ">", "|-", ">-", "|+"));
        text.append(" ".repeat(indent))
                .append(key)
                .append(": ")
                .append(sign)
                .append(chance(3) ? " # why" : "")
                .append(end);
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(" ".repeat(indent + 3))
                    .append("some # text: ")
                    .append(i)
                    .append(end);
        }
        if (chance(3)) {
            text.append(end);
        }
    }

    private void folded(int indent, String key) {
        text.append(" ".repeat(indent)).append(key).append(": one").append(end);
        text.append(" ".repeat(indent + 2)).append("two three").append(end);
    }

    private void items(int indent, String key) {
        line(indent, key + ":");
        int column = indent + (chance(2) ? 0 : step);
        for (int i = random.nextInt(3); i >= 0; i--) {
            line(column, "- " + (chance(3) ? "a: 1" : chance(3) ? flow(1) : pick(PLAIN)));
        }
    }

    private String flow(int depth) {
        var parts = new ArrayList<String>();
        boolean list = chance(3);
        int i = random.nextInt(4);
        for (var key : some(List.of("p", "q", "r", "\"s\""), i)) {
            var value = depth > 1 && chance(3) ? flow(depth - 1) : pick(List.of("1", "x y", "'z'", "\"w\"", "TBD"));
            parts.add(list ? value : key + ": " + value);
        }
        var inner = String.join(chance(4) ? " , " : ", ", parts);
        return list ? "[" + inner + "]" : "{" + (chance(3) ? " " + inner + " " : inner) + "}";
    }

    private void line(int indent, String content) {
        if (chance(12)) {
            text.append(end);
        }
        if (chance(10)) {
            text.append(" ".repeat(chance(2) ? indent : random.nextInt(9)))
                    .append("# image: old")
                    .append(end);
        }
        text.append(" ".repeat(indent))
                .append(content)
                .append(chance(8) ? "   # here" : "")
                .append(end);
    }

    private String key(String key) {
        return key.indexOf('.') >= 0 || chance(9) ? (chance(2) ? "'" + key + "'" : "\"" + key + "\"") : key;
    }

    private <T> List<T> some(List<T> from, int count) {
        var shuffled = new ArrayList<>(from);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, from.size()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }
}
