package org.cloudmesh.spi;

/** What a cloud promises about a create whose answer was lost: it decides how the library recovers. */
public enum CreateGuarantee {
    /** The same token makes the same machines: the create may be sent again while the token is valid (EC2). */
    TOKEN,
    /** One machine a name: the create may be sent again (Azure). */
    NAME,
    /** The intent's id travels in the create itself and can be searched for; it is never sent again (OpenStack). */
    METADATA,
    /** Nothing; it is never sent again. */
    NONE
}
