"""The registry of field kinds: a new kind is one folder and one line here."""

from zhuxin.kernel.fields.address.spec import KIND as ADDRESS
from zhuxin.kernel.fields.auto_number.spec import KIND as AUTO_NUMBER
from zhuxin.kernel.fields.bank_card.spec import KIND as BANK_CARD
from zhuxin.kernel.fields.boolean.spec import KIND as BOOLEAN
from zhuxin.kernel.fields.children.spec import KIND as CHILDREN
from zhuxin.kernel.fields.choice.spec import KIND as CHOICE
from zhuxin.kernel.fields.date.spec import KIND as DATE
from zhuxin.kernel.fields.datetime.spec import KIND as DATETIME
from zhuxin.kernel.fields.department.spec import KIND as DEPARTMENT
from zhuxin.kernel.fields.email.spec import KIND as EMAIL
from zhuxin.kernel.fields.file.spec import KIND as FILE
from zhuxin.kernel.fields.id_number.spec import KIND as ID_NUMBER
from zhuxin.kernel.fields.image.spec import KIND as IMAGE
from zhuxin.kernel.fields.json.spec import KIND as JSON
from zhuxin.kernel.fields.location.spec import KIND as LOCATION
from zhuxin.kernel.fields.long_text.spec import KIND as LONG_TEXT
from zhuxin.kernel.fields.money.spec import KIND as MONEY
from zhuxin.kernel.fields.multi_choice.spec import KIND as MULTI_CHOICE
from zhuxin.kernel.fields.multi_reference.spec import KIND as MULTI_REFERENCE
from zhuxin.kernel.fields.number.spec import KIND as NUMBER
from zhuxin.kernel.fields.percent.spec import KIND as PERCENT
from zhuxin.kernel.fields.phone.spec import KIND as PHONE
from zhuxin.kernel.fields.rating.spec import KIND as RATING
from zhuxin.kernel.fields.reference.spec import KIND as REFERENCE
from zhuxin.kernel.fields.signature.spec import KIND as SIGNATURE
from zhuxin.kernel.fields.text.spec import KIND as TEXT
from zhuxin.kernel.fields.types import Field, FieldKind
from zhuxin.kernel.fields.url.spec import KIND as URL
from zhuxin.kernel.fields.uscc.spec import KIND as USCC
from zhuxin.kernel.fields.user.spec import KIND as USER

KINDS: dict[str, FieldKind] = {
    kind.key: kind
    for kind in (
        ADDRESS,
        AUTO_NUMBER,
        BANK_CARD,
        BOOLEAN,
        CHILDREN,
        CHOICE,
        DATE,
        DATETIME,
        DEPARTMENT,
        EMAIL,
        FILE,
        ID_NUMBER,
        IMAGE,
        JSON,
        LOCATION,
        LONG_TEXT,
        MONEY,
        MULTI_CHOICE,
        MULTI_REFERENCE,
        NUMBER,
        PERCENT,
        PHONE,
        RATING,
        REFERENCE,
        SIGNATURE,
        TEXT,
        URL,
        USER,
        USCC,
    )
}


def kind_of(field: Field) -> FieldKind:
    """The kind of a field; of a formula or rollup, that of its result."""
    return KINDS[field.result or field.kind]
