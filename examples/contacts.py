"""Cleaning of an address list that was put together from several sources."""

from typing import Dict, List, Optional


def normalise_email(email: Optional[str]) -> str:
    """Lower case, without blanks and without a "+tag" in the local part."""
    local, at, domain = (email or "").strip().lower().partition("@")
    return local.split("+")[0] + at + domain


def merge_contacts(contacts: List[Dict[str, Optional[str]]]) -> List[Dict[str, Optional[str]]]:
    """Drop contacts whose email was seen before, keeping the order and the first one of each.

    What the first one doesn't know (None or "") is filled in from the later ones. Contacts without an email are all
    kept. The given dicts are not changed.
    """
    seen: List[str] = []
    merged: List[Dict[str, Optional[str]]] = []
    for contact in contacts:
        email = normalise_email(contact.get("email"))
        if not email:
            merged.append(dict(contact))
            continue
        if email not in seen:
            seen.append(email)
            merged.append({**contact, "email": email})
            continue
        for kept in merged:
            if kept["email"] == email:
                for field, value in contact.items():
                    if value and not kept.get(field):
                        kept[field] = value
                break
    return merged
