"""Errors of offers, calls and amounts."""

from poaiss.common.errors import PoaissError


class AmountUnfit(PoaissError):
    """An amount is negative, nothing at all, or larger than any budget for small arms control."""

    code = "amount-unfit"


class CurrencyUnknown(PoaissError):
    """A currency is given by its code of ISO 4217."""

    code = "currency-unknown"


class RateMissing(PoaissError):
    """An amount in a currency without an exchange rate cannot be compared with others."""

    code = "rate-missing"


class OfferUnfit(PoaissError):
    """An offer cannot be kept as it was filled in; ``problems`` names each place."""

    code = "offer-unfit"


class OfferStale(PoaissError):
    """An offer that has expired or was closed takes no new matches and opens only with a new end."""

    code = "offer-expired"


class CallUnfit(PoaissError):
    """A call has days in order, within the offer, and does not overlap another call of the same offer."""

    code = "call-unfit"


class RatesUnfit(PoaissError):
    """A file of exchange rates cannot be read; none of its rates was kept."""

    code = "rates-unfit"
