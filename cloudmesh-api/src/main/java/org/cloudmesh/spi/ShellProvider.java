package org.cloudmesh.spi;

/** Opens the shell of a mesh that names none. Found by {@link java.util.ServiceLoader}; stateless. */
public interface ShellProvider {

    /** A new shell, with no connection yet. */
    Shell open();
}
