package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** A file, or a directory with all in it, to be sent: looked through before anything is. */
final class LocalTree extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<Path> paths = new ArrayList<>();

    private LocalTree(Path root) {
        this.root = root;
    }

    /**
     * All of it, each directory before what is in it. Links are followed.
     *
     * @throws IllegalArgumentException if there is something that cannot be sent
     */
    static List<Path> of(Path root) {
        var tree = new LocalTree(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree);
        } catch (IOException e) {
            throw tree.unfit(root, "cannot be read: " + e.getMessage());
        }
        return tree.paths;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return add(directory);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            throw unfit(file, "is a link to what is not there");
        }
        if (!attributes.isRegularFile()) {
            throw unfit(file, "is neither a file nor a directory");
        }
        return add(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            throw unfit(file, "is a link to a directory it is in");
        }
        throw unfit(file, Files.exists(file) ? "cannot be read" : "is not there");
    }

    private FileVisitResult add(Path path) {
        if (!Files.isReadable(path)) {
            throw unfit(path, "cannot be read");
        }
        paths.add(path);
        return FileVisitResult.CONTINUE;
    }

    private IllegalArgumentException unfit(Path path, String problem) {
        return new IllegalArgumentException(
                "%s was not sent: %s %s".formatted(root, path.equals(root) ? "it" : path, problem));
    }
}
