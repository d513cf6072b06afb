import { defineStates } from '@quantu/registers';
import { office, officeOrOwnUnit } from './access.ts';

const stages = [
  ['planned', '谋划'],
  ['talking', '洽谈'],
  ['signed', '签约'],
  ['registered', '注册'],
  ['permitted', '手续'],
  ['started', '开工'],
  ['building', '建设'],
  ['finished', '竣工投产'],
  ['full', '达产'],
] as const;
export const INVESTMENT_STAGES = stages;

const forward = (label: string, from: readonly string[], to: string, requires: readonly string[], dates?: string) => ({
  label,
  from,
  to,
  by: officeOrOwnUnit,
  requires,
  ...(dates === undefined ? {} : { dates }),
});

/** The stages of “七个一批” with 谋划 and 达产 around them; each asks for the evidence of having come there. */
export const investmentStates = defineStates({
  initial: 'planned',
  states: {
    planned: { label: '谋划', light: 'grey' },
    talking: { label: '洽谈', light: 'grey' },
    signed: { label: '签约', light: 'yellow' },
    registered: { label: '注册', light: 'yellow' },
    permitted: { label: '手续', light: 'yellow' },
    started: { label: '开工', light: 'yellow' },
    building: { label: '建设', light: 'yellow' },
    finished: { label: '竣工投产', light: 'green' },
    full: { label: '达产', light: 'green' },
    ended: { label: '终止', light: 'grey', isFinal: true },
  },
  transitions: {
    talk: forward('开始洽谈', ['planned'], 'talking', ['investor', 'concept', 'talkedOn'], 'talkedOn'),
    sign: forward('签约', ['talking'], 'signed', ['contractKind', 'contracts', 'totalYuan', 'signedOn'], 'signedOn'),
    register: forward('注册', ['signed'], 'registered', ['licence', 'registeredOn'], 'registeredOn'),
    permit: forward('办结手续', ['registered'], 'permitted', ['permits', 'permittedOn'], 'permittedOn'),
    start: forward('开工', ['permitted'], 'started', ['photos', 'startedOn'], 'startedOn'),
    build: forward('结转续建', ['started'], 'building', ['progress']),
    finish: forward('竣工投产', ['started', 'building'], 'finished', ['acceptance', 'finishedOn'], 'finishedOn'),
    reach: forward('达产', ['finished'], 'full', ['outputYuan', 'fullOn'], 'fullOn'),
    end: {
      label: '终止',
      from: ['planned', 'talking', 'signed', 'registered', 'permitted', 'started', 'building'],
      to: 'ended',
      by: officeOrOwnUnit,
      requires: ['endReason'],
      needsReason: true,
    },
    revive: { label: '恢复洽谈', from: ['ended'], to: 'talking', by: office, needsReason: true },
  },
});
