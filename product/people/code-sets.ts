import { defineCodeSet, type CodeSet } from '@quantu/base';

/** What an organisation is. A district may add its own kinds. */
export const organisationKinds = defineCodeSet({
  key: 'organisation-kind',
  version: '2026-11-23',
  label: '单位类别',
  source: '默认；地方各级人民代表大会和地方各级人民政府组织法的机构分类，区划可以修改',
  codes: [
    { code: 'congress', label: '人大' },
    { code: 'government', label: '政府' },
    { code: 'department', label: '政府部门' },
    { code: 'territory', label: '镇（街道）' },
    { code: 'zone', label: '园区、片区指挥部' },
    { code: 'party', label: '党委部门、群团' },
    { code: 'institution', label: '事业单位' },
    { code: 'state-company', label: '国有企业' },
    { code: 'enterprise', label: '企业' },
    { code: 'other', label: '其他' },
  ],
});

export const peopleCodeSets: readonly CodeSet[] = [organisationKinds];
