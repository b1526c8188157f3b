package org.cloudmesh.ssh;

import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.ShellProvider;

/** Offers {@link SshjShell} to a mesh that names no shell. */
public final class SshjShellProvider implements ShellProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SshjShellProvider() {}

    @Override
    public Shell open() {
        return new SshjShell();
    }
}
