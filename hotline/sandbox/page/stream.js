/** Follows what changes in the sandbox, and says when the line is lost. */

const PATIENCE = 1500;

/**
 * Calls `changed(event)` for every change, `opened()` on each (re)connection
 * and `lost()` when the connection breaks. Tries again until it succeeds.
 */
export function follow({ changed, opened, lost }) {
  const source = new EventSource("/sandbox/stream");
  source.onopen = opened;
  source.onmessage = (event) => changed(JSON.parse(event.data));
  source.onerror = () => {
    // The browser gives up for good after some answers, so we begin anew ourselves.
    source.close();
    lost();
    setTimeout(() => follow({ changed, opened, lost }), PATIENCE);
  };
}

/** Runs `work` one at a time; whatever is asked meanwhile becomes one more run. */
export function coalesced(work) {
  let running = null;
  let again = false;
  async function run() {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = null;
    }
  }
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
