package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.List;

/** Another program that writes into the same file: {@code FILE COUNT}. Prints a line before it begins. */
public final class WritingProgram {

    private WritingProgram() {}

    /** Sets as many keys as it is told. */
    public static void main(String[] arguments) {
        System.out.println("writing");
        write(Path.of(arguments[0]), "process", Integer.parseInt(arguments[1]));
    }

    static Void write(Path file, String name, int changes) {
        var config = Configs.of(List.of(file));
        for (int i = 0; i < changes; i++) {
            config.set("counted." + name + "-" + i, i);
        }
        return null;
    }
}
