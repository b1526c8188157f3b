package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudmesh.Image;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.LoginUsers;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.ImageBuilder;
import org.jspecify.annotations.Nullable;

/** The images the account may use. Thread-safe. */
final class Ec2Images implements CatalogDriver<Image> {

    private static final String DESCRIBE = "DescribeImages";
    private static final String SET = "imagesSet";
    private static final Pattern ID = Pattern.compile("ami-[0-9a-f]+");

    private final String cloud;
    private final Ec2Api api;
    private final Ec2Owners owners;

    Ec2Images(CloudConfig config, Ec2Api api) {
        cloud = config.cloud();
        this.api = api;
        owners = new Ec2Owners(config);
    }

    @Override
    public Stream<Image> list(Deadline deadline) {
        return api.list(new Ec2Query(DESCRIBE), SET, deadline).map(this::image);
    }

    /** Of several with that name, the newest of the owners that are known, see {@link Ec2Owners}. */
    @Override
    public Optional<Image> find(String idOrName, Deadline deadline) {
        boolean isId = ID.matcher(idOrName).matches();
        var query = new Ec2Query(DESCRIBE);
        var asked = isId ? query.list("ImageId", List.of(idOrName)) : query.filter("name", List.of(idOrName));
        try {
            return owners.choose(idOrName, api.all(asked, SET, deadline)).map(this::image);
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private Image image(JsonNode record) {
        var id = record.path("imageId").asText();
        var name = Objects.requireNonNullElse(Ec2Records.text(record, "name"), id);
        var alias = Ec2Records.text(record, "imageOwnerAlias");
        return new ImageBuilder(cloud, id, name)
                .architecture(Ec2Records.text(record, "architecture"))
                // Amazon's accounts differ from region to region; "amazon" is one in all of them.
                .owner(alias == null ? Ec2Records.text(record, "imageOwnerId") : alias)
                .loginUser(user(record, name))
                .raw(Xml.json(record))
                .build();
    }

    private static @Nullable String user(JsonNode record, String name) {
        if (record.path("platform").asText().equalsIgnoreCase("windows")) {
            return null;
        }
        var user = LoginUsers.of(name);
        return user == null ? LoginUsers.of(record.path("description").asText()) : user;
    }
}
