"""The kinds of answer by the names that procedure files use."""

from forms.kinds.agencies import Agency
from forms.kinds.base import Kind
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.computed import Computed
from forms.kinds.contact import Email, Phone
from forms.kinds.dates import PartialDate, WholeDate
from forms.kinds.group import Group
from forms.kinds.identity import IdentityNumber, TaxCode
from forms.kinds.numbers import Area, Money, Number
from forms.kinds.papers import Files, Signature
from forms.kinds.places import Commune, Province
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration, Static
from forms.kinds.text import LongText, ShortText

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Agency,
        Area,
        Choice,
        Choices,
        Commune,
        Computed,
        Declaration,
        Email,
        Files,
        Group,
        IdentityNumber,
        LongText,
        Money,
        Number,
        PartialDate,
        Phone,
        Province,
        Repeat,
        ShortText,
        Signature,
        Static,
        TaxCode,
        WholeDate,
        YesNo,
    )
}
