import { defineCodeSet } from '@quantu/base';
import {
  anyOf,
  area,
  attachments,
  code,
  computed,
  day,
  defineRegister,
  everyone,
  integer,
  longText,
  money,
  organisation,
  ownOrganisation,
  person,
  photos,
  point,
  ref,
  Registers,
  role,
  text,
  yesNo,
  type Books,
  type Rule,
} from '@quantu/registers';
import { roomsFor } from '@quantu/registers/testing';
import { books as own } from '../registers.ts';

/** Who sees what of a site; the rest of its declaration is the same for every test. */
export interface SiteRules {
  readonly read: Rule;
  readonly write: Rule;
  readonly secret: Rule;
  readonly price: Rule;
  readonly phone: Rule;
  readonly near: Rule;
  readonly place: Rule;
  readonly plot: Rule;
  readonly papers: Rule;
}

const office = role('government-office');
const leads = ownOrganisation('lead');

export const USUAL_RULES: SiteRules = {
  read: anyOf(office, leads),
  write: anyOf(office, leads),
  secret: office,
  price: office,
  phone: office,
  near: everyone,
  place: everyone,
  plot: everyone,
  papers: everyone,
};

/** An invented register with a field of nearly every kind, under rules of choice. */
export function siteRegister(rules: SiteRules = USUAL_RULES) {
  return defineRegister('test-site', {
    label: '试验地块',
    key: ['code'],
    title: 'name',
    keeper: 'lead',
    fields: {
      code: text({ label: '地块编号', required: true }),
      name: text({ label: '地块名称', required: true }),
      note: longText({ label: '说明' }),
      kind: code({ label: '地类', set: 'site-kind' }),
      lead: organisation({ label: '牵头单位' }),
      keeper: person({ label: '联系人' }),
      near: ref('test-site', { label: '相邻地块', read: rules.near }),
      parts: integer({ label: '宗数', min: 0 }),
      cost: money({ label: '成本', show: '万元' }),
      price: money({ label: '底价', show: '元', read: rules.price }),
      margin: computed({ label: '差价', as: 'money', formula: 'price - cost', show: '元', read: rules.price }),
      startedOn: day({ label: '启动日期' }),
      isFree: yesNo({ label: '是否空闲' }),
      secret: text({ label: '内部备注', read: rules.secret }),
      phone: text({ label: '手机', unmasked: rules.phone }),
      place: point({ label: '位置', read: rules.place }),
      plot: area({ label: '红线', read: rules.plot }),
      papers: attachments({ label: '材料', read: rules.papers }),
      pictures: photos({ label: '照片' }),
    },
    states: {
      initial: 'draft',
      states: { draft: { label: '草拟' }, open: { label: '公开' }, closed: { label: '归档', isFinal: true } },
      transitions: {
        publish: { label: '发布', from: ['draft'], to: 'open', by: rules.write, requires: ['startedOn'] },
        close: { label: '归档', from: ['open'], to: 'closed', by: office, needsReason: true },
      },
    },
    access: { read: rules.read, write: rules.write },
  });
}

const kinds = defineCodeSet({
  key: 'site-kind',
  version: '1',
  label: '地类',
  source: '示例',
  codes: [
    { code: 'home', label: '住宅' },
    { code: 'shop', label: '商业' },
    { code: 'works', label: '工业' },
  ],
});

/** The program's registers with the sites among them. */
export function siteBooks(rules?: SiteRules): Books {
  const registers = new Registers([...own.registers.all, siteRegister(rules)]);
  return { ...own, registers, codeSets: [...own.codeSets, kinds] };
}

/** The table of the sites. */
export const siteRooms = roomsFor([siteRegister()]).slice(1);
