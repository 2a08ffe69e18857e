"""Imports Anki packages into a new collection, one after the other, and prints what it holds then."""

import json
import os
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(os.path.join(folder, "collection.anki2"))
    logs = []
    for package in sys.argv[1:]:
        request = ImportAnkiPackageRequest(
            package_path=os.path.abspath(package),
            options=ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False),
        )
        log = collection.import_anki_package(request).log
        logs.append({"new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate)})
    notes = []
    for number in collection.find_notes(""):
        note = collection.get_note(number)
        card = note.cards()[0]
        notes.append(
            {
                "guid": note.guid,
                "type": note.note_type()["name"],
                "deck": collection.decks.name(card.did),
                "tags": note.tags,
                "fields": dict(note.items()),
                "question": card.question(),
                "answer": card.answer(),
            }
        )
    problems, fine = collection.fix_integrity()
    collection.close()
    print(json.dumps({"logs": logs, "notes": notes, "fine": fine, "problems": problems}))
