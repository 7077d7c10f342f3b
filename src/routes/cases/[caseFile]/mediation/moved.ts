import type { ActionFailure } from '@sveltejs/kit';
import { MediationMoved, movedInWords } from '#domain/mediation/begin.server.ts';
import { refuseForm, type FormFault } from '../../../form.ts';

/** Runs a command; one that came too late says so on the form, with what was typed kept. */
export async function unlessMoved<T>(
  values: Record<string, string>,
  command: () => Promise<T>,
): Promise<T | ActionFailure<FormFault>> {
  try {
    return await command();
  } catch (thrown) {
    if (thrown instanceof MediationMoved) return refuseForm(values, { form: movedInWords[thrown.why] });
    throw thrown;
  }
}
