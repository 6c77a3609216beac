/** Lets one wait for another without missing anything: what rings while nobody waits is heard by whoever waits next. */
export interface Bell {
  ring(): void;
  /** Resolves when the bell rings, or after some milliseconds. @returns Whether it rang. */
  wait(milliseconds: number): Promise<boolean>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(milliseconds) {
      if (!rung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
        wake = undefined;
      }
      const rang = rung;
      rung = false;
      return rang;
    },
  };
}
