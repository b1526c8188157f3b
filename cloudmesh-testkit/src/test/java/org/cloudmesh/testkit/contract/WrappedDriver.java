package org.cloudmesh.testkit.contract;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.Feature;
import org.cloudmesh.Flavor;
import org.cloudmesh.Image;
import org.cloudmesh.Location;
import org.cloudmesh.Node;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDefaults;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** A driver like the one it wraps, to be overridden where it is to be wrong. */
class WrappedDriver implements CloudDriver {

    final CloudDriver real;

    WrappedDriver(CloudDriver real) {
        this.real = real;
    }

    /** The same driver with other nodes. */
    static CloudDriver withNodes(CloudDriver real, UnaryOperator<NodeDriver> nodes) {
        return new WrappedDriver(real) {
            @Override
            public NodeDriver nodes() {
                return nodes.apply(real.nodes());
            }
        };
    }

    @Override
    public Set<Feature> features() {
        return real.features();
    }

    @Override
    public CreateGuarantee createGuarantee() {
        return real.createGuarantee();
    }

    @Override
    public NodeDriver nodes() {
        return real.nodes();
    }

    @Override
    public CatalogDriver<Image> images() {
        return real.images();
    }

    @Override
    public CatalogDriver<Flavor> flavors() {
        return real.flavors();
    }

    @Override
    public CatalogDriver<Location> locations() {
        return real.locations();
    }

    @Override
    public NodeDefaults defaults() {
        return real.defaults();
    }

    @Override
    public String nodeName(String name) {
        return real.nodeName(name);
    }

    @Override
    public boolean isBilled() {
        return real.isBilled();
    }

    @Override
    public void close() {
        real.close();
    }

    /** Nodes like those it wraps. */
    static class Nodes implements NodeDriver {

        final NodeDriver real;

        Nodes(NodeDriver real) {
            this.real = real;
        }

        @Override
        public int maxBatch() {
            return real.maxBatch();
        }

        @Override
        public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
            return real.create(request, deadline);
        }

        @Override
        public List<Created> findByIntent(String intentId, Deadline deadline) {
            return real.findByIntent(intentId, deadline);
        }

        @Override
        public Stream<Node> list(Deadline deadline) {
            return real.list(deadline);
        }

        @Override
        public List<Node> get(Collection<String> ids, Deadline deadline) {
            return real.get(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
            return real.start(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
            return real.stop(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
            return real.suspend(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
            return real.resume(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
            return real.reboot(ids, deadline);
        }

        @Override
        public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
            return real.destroy(ids, deadline);
        }
    }

    /** A catalog like the one it wraps. */
    static class Entries<T extends CatalogEntry> implements CatalogDriver<T> {

        final CatalogDriver<T> real;

        Entries(CatalogDriver<T> real) {
            this.real = real;
        }

        @Override
        public Stream<T> list(Deadline deadline) {
            return real.list(deadline);
        }

        @Override
        public Optional<T> find(String idOrName, Deadline deadline) {
            return real.find(idOrName, deadline);
        }
    }
}
