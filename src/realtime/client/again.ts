const FIRST_MS = 250;
const LONGEST_MS = 5_000;

export interface Again {
  /** Tries again after a pause that doubles each time, give or take half, so that browsers do not come all at once. */
  later(): void;
  /** It worked, or there is no need any more: the next pause is short again. */
  stop(): void;
}

/** Runs `attempt` again and again, never two at once, with growing pauses between. */
export function again(attempt: () => void): Again {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_MS;
  return {
    later() {
      if (timer) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          attempt();
        },
        pauseMs * (0.5 + Math.random()),
      );
      pauseMs = Math.min(LONGEST_MS, pauseMs * 2);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      pauseMs = FIRST_MS;
    },
  };
}
