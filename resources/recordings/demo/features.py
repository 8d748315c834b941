# SPDX-License-Identifier: GPL-3.0-or-later
"""The feature list that the planning session proposes."""


def feature(position, identity, test, description, steps, after=(), category="functional"):
    return {
        "id": identity, "category": category, "description": description, "steps": steps, "priority": position,
        "blocking": position <= 3, "depends_on": list(after),
        "proof": [{"command": f"node --test tests/{test}.test.js", "cwd": "", "timeout_s": 30}],
    }


FEATURES = [
    feature(1, "server-starts", "server", "The server listens on $PORT (else 3000), prints its address and ends on SIGTERM",
            ["Start node server.js", "Read the address it prints", "Ask /health", "Send SIGTERM: it ends with code 0"]),
    feature(2, "page", "page", "The page is served with script and style, usable by keyboard and screen reader",
            ["Open /", "Every field has a label", "Messages and counts are announced"], ["server-starts"]),
    feature(3, "add-task", "add", "A task can be added and gets an id",
            ["Send a title", "The task comes back with an id, not done"], ["server-starts"]),
    feature(4, "list-tasks", "list", "Tasks are listed in the order in which they were added",
            ["Add three tasks", "They come back in that order"], ["add-task"]),
    feature(5, "refuse-bad-input", "validate", "Empty, too long and malformed input is refused with a reason",
            ["Send an empty title: 400", "Send 201 characters: 400", "Send broken JSON: 400"], ["add-task", "list-tasks"]),
    feature(6, "complete-task", "complete", "A task can be marked as done and opened again",
            ["Mark a task as done", "Open it again", "An unknown task is not found"], ["add-task"]),
    feature(7, "edit-task", "edit", "The title of a task can be changed, by the same rules as a new one",
            ["Change a title", "An empty title is refused and the old one stays"], ["complete-task"]),
    feature(8, "delete-task", "delete", "A task can be deleted; the others stay",
            ["Add three tasks", "Delete the second", "The first and the third are left"], ["list-tasks"]),
    feature(9, "filter-tasks", "filter", "The list shows all, open or done tasks",
            ["Mark one of three tasks as done", "Each filter shows its tasks"], ["complete-task"]),
    feature(10, "count-tasks", "count", "Open and done tasks are counted, whatever is shown",
            ["Mark one of three tasks as done", "Two open, one done, under every filter"], ["filter-tasks"]),
    feature(11, "clear-done", "clear", "All done tasks can be taken away at once, open ones never",
            ["Mark two of three tasks as done", "Clear", "The open one is left"], ["complete-task"]),
    feature(12, "keep-tasks", "persist", "Tasks survive a restart; a damaged file is kept aside",
            ["Add tasks, stop, start again: they are there", "New tasks get new ids", "A damaged file is not overwritten"],
            ["delete-task", "clear-done", "count-tasks"]),
    feature(13, "stay-safe", "security", "Headers keep foreign scripts out, titles stay text, no path leads to other files",
            ["Look at the headers", "Add a title with markup", "Ask for paths outside"], ["page", "list-tasks"]),
    feature(14, "look", "style", "Light and dark theme with readable contrast, visible focus, fits a small screen",
            ["Compute the contrast of both themes", "Focus is visible", "There is a layout for small screens"], ["page"], "style"),
]
