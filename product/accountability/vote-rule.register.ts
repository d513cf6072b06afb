import { code, defineRegister, integer, longText, ratio, text, yesNo } from '@quantu/registers';
import { congressOffice, insidersAndCongress } from './access.ts';

export const voteRules = defineRegister('vote-rule', {
  label: '测评规则',
  section: '人大监督',
  help: '以谁为基数、过多少算满意。各地不同；没有登记时按默认规则：全体组成人员过半数，恰好半数归入下一等次。',
  key: ['code'],
  title: 'name',
  fields: {
    code: text({ label: '编号', required: true, maxLength: 40 }),
    name: text({ label: '规则名称', required: true, maxLength: 120 }),
    base: code({ label: '计票基数', set: 'vote-base', required: true }),
    satisfiedOver: ratio({ label: '满意须过', required: true, places: 1, min: 0, max: 1 }),
    basicOver: ratio({ label: '满意加基本满意须过', required: true, places: 1, min: 0, max: 1 }),
    isStrict: yesNo({ label: '恰好等于时归入下一等次', required: true }),
    quorumOver: ratio({ label: '出席须过', required: true, places: 1, min: 0, max: 1 }),
    roundsMax: integer({ label: '最多测评轮次', required: true, min: 1, max: 9 }),
    source: text({ label: '依据', required: true, maxLength: 300 }),
    note: longText({ label: '说明' }),
  },
  access: { read: insidersAndCongress, write: congressOffice },
});
