import { applyAction } from '$app/forms';
import { beforeNavigate, invalidate } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';

const QUESTION = 'You wrote something that is not saved. Leave this case all the same?';
const wordsIn = (data: FormData): string => JSON.stringify([...data]);

/**
 * What is typed on the desk and not saved yet, form by form. A form that holds unsaved words is left exactly as it is,
 * whatever a fresh copy of the page brings; leaving asks first.
 */
export class Unsaved {
  readonly #typed = new SvelteSet<string>();
  readonly #settled = new SvelteMap<string, number>();
  readonly #held = new Map<string, string>();
  /** The form whose last send did not arrive. */
  lost = $state<string | null>(null);

  get any(): boolean {
    return this.#typed.size > 0;
  }

  typing = (form: string) => () => void this.#typed.add(form);

  /** What a form is made anew for: the version the server holds, or how often it was taken; never while words are unsaved. */
  madeFor(form: string, version: number | string | null): string {
    const now = `${version ?? ''}/${this.#settled.get(form) ?? 0}`;
    if (!this.#typed.has(form)) this.#held.set(form, now);
    return this.#held.get(form) ?? now;
  }

  /** Sends a form. Taken: it may be made anew, unless more was typed meanwhile. Refused: the page shows what others wrote. */
  send = (form: string, caseFileId: string): SubmitFunction => {
    return ({ formData, formElement }) =>
      async ({ result }) => {
        this.lost = result.type === 'error' && !(result.status && result.status < 500) ? form : null;
        if (this.lost) return;
        const whole = wordsIn(new FormData(formElement)) === wordsIn(formData);
        await applyAction(result);
        // After the page has gone on: until then it still holds what was refused before, and would fill the form with it.
        if (result.type === 'redirect' && whole) {
          this.#typed.delete(form);
          this.#settled.set(form, (this.#settled.get(form) ?? 0) + 1);
        }
        if (result.type === 'failure') await invalidate(`case:${caseFileId}`);
      };
  };

  /** Asks before somebody leaves with unsaved words. Call while the page is made. */
  guard(): void {
    beforeNavigate(({ from, to, willUnload, cancel }) => {
      if (!this.any || (to && to.url.pathname === from?.url.pathname)) return;
      if (willUnload || !confirm(QUESTION)) cancel();
    });
  }
}
