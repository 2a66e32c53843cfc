"""A small Prefect server that lives as long as the process that started it: it stops when its standard input ends.

Run as `python -m flows.prefect_server PORT`. A pipe ends even when its other side was killed: nothing stays behind.
"""

import os
import sys
import threading


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    import uvicorn

    threading.Thread(target=_stop_with_parent, daemon=True).start()
    application = "prefect.server.api.server:create_app"
    uvicorn.run(application, factory=True, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")


if __name__ == "__main__":
    main()
