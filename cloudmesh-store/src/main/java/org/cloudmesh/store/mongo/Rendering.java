package org.cloudmesh.store.mongo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** JSON as MongoDB's own fields, for people and queries: equal JSON is rendered equally, the rest may be. */
final class Rendering {

    /** What the fields that MongoDB and we have are called where the JSON has them. */
    static final String OWN_ID = "＿id";

    private static final String OWN_CM = "＿cm";

    private static final JsonFactory JSON = new JsonFactory();

    /** MongoDB takes 100, some of which are ours. */
    private static final int DEEPEST = 90;

    private static final int DIGITS_OF_A_LONG = 18;

    private Rendering() {}

    /** The fields of that object; empty if it is none, or too deep. */
    static Optional<BsonDocument> of(String json) {
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var fields = object(parser, 1);
            rename(fields, "_id", OWN_ID);
            rename(fields, Layout.OURS, OWN_CM);
            return Optional.of(fields);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void rename(BsonDocument fields, String from, String to) {
        var value = fields.remove(from);
        if (value != null) {
            fields.put(to, value);
        }
    }

    private static BsonValue value(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case VALUE_STRING -> new BsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case VALUE_TRUE -> BsonBoolean.TRUE;
            case VALUE_FALSE -> BsonBoolean.FALSE;
            default -> BsonNull.VALUE;
        };
    }

    private static BsonDocument object(JsonParser parser, int depth) throws IOException {
        checkDepth(depth);
        var fields = new BsonDocument();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(key(name), value(parser, depth));
        }
        return fields;
    }

    private static BsonArray array(JsonParser parser, int depth) throws IOException {
        checkDepth(depth);
        var elements = new BsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth));
        }
        return elements;
    }

    private static void checkDepth(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("deeper than " + DEEPEST);
        }
    }

    /** What a query compares a field with. */
    static BsonValue value(Object wanted) {
        if (wanted instanceof Number number) {
            return number(new BigDecimal(number.toString()));
        }
        return wanted instanceof Boolean truth ? BsonBoolean.valueOf(truth) : new BsonString((String) wanted);
    }

    /** The same for 1, 1.0 and 1e0, as for JSON. */
    private static BsonValue number(BigDecimal number) {
        var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.precision() - plain.scale() <= DIGITS_OF_A_LONG) {
            long whole = plain.longValueExact();
            return whole == (int) whole ? new BsonInt32((int) whole) : new BsonInt64(whole);
        }
        double near = plain.doubleValue();
        return Double.isFinite(near) ? new BsonDouble(near) : new BsonString(plain.toString());
    }

    /** A key that every server takes. */
    static String key(String name) {
        if (name.isEmpty()) {
            return "＿";
        }
        var whole = name.replace('.', '．').replace('\0', '␀');
        return whole.startsWith("$") ? "＄" + whole.substring(1) : whole;
    }
}
