import { Fault } from '@quantu/base';
import { nameActions } from '@quantu/people';
import type { Books, Viewer } from '@quantu/registers';
import { moveRecord, recordById } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { accountabilityFault } from '../faults.ts';
import { WAITING_STEPS } from './steps.ts';

nameActions({ 'review.steps': '一并办理待办' });

interface StepsWish {
  readonly register: string;
  readonly step: string;
  readonly records: readonly { readonly id: string; readonly version: number }[];
}

/** Takes one step that asks for nothing on several records: all of them, or none with the sentence of the first refused. */
export async function takeSteps(tx: WriteDb, books: Books, viewer: Viewer, wish: StepsWish): Promise<number> {
  const register = books.registers.get(wish.register);
  const isPlain = WAITING_STEPS[wish.register]?.some(({ step, isPlain: plain }) => step === wish.step && plain);
  if (!register || !isPlain) throw accountabilityFault('steps.unknown');
  for (const { id, version } of wish.records) {
    const { data } = await recordById(tx, books, register, viewer, id);
    const title = data.values[register.title];
    try {
      await moveRecord(tx, books, register, viewer, id, { version, transition: wish.step });
    } catch (error) {
      if (!(error instanceof Fault) || wish.records.length === 1) throw error;
      throw accountabilityFault('steps.refused', { title: typeof title === 'string' ? title : '', why: error.message });
    }
  }
  const { label } = register.states!.transitions[wish.step]!;
  tx.audit({
    subject: wish.records[0]!.id,
    after: { name: register.label, step: label, records: wish.records.length },
  });
  return wish.records.length;
}
