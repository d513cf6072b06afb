/** What waits in a state: the step that leads on, and what it is called by who takes it. */
export interface WaitingStep {
  readonly state: string;
  readonly step: string;
  readonly say: string;
  /** It waits only while this field is empty (true), or only when it is filled (false). */
  readonly unless?: readonly [field: string, isEmpty: boolean];
  /** It waits only where this field has one of these values. */
  readonly where?: readonly [field: string, ...values: string[]];
  /** It asks for nothing: it is taken where it waits, of several in one act. */
  readonly isPlain?: true;
}

/** The steps that people wait for, by register. A record waits for the first that fits. */
export const WAITING_STEPS: Readonly<Record<string, readonly WaitingStep[]>> = {
  'review-opinion': [
    { state: 'draft', step: 'submit', say: '把意见和事项登记齐，送审签' },
    { state: 'review', step: 'sign', say: '审签', unless: ['signedOn', true] },
    { state: 'review', step: 'adopt', say: '主任会议通过后登记文号' },
    { state: 'adopted', step: 'deliver', say: '交办给政府' },
    { state: 'delivered', step: 'accept', say: '签收，或退回', isPlain: true },
    { state: 'accepted', step: 'decompose', say: '分解成任务，报送分解方案' },
    { state: 'decomposed', step: 'approve', say: '批准分解方案' },
    { state: 'handling', step: 'circulate', say: '写出报告，送人大工作机构征求意见' },
    { state: 'rework', step: 'circulate', say: '重新办理，再次报告' },
    { state: 'commenting', step: 'comment', say: '对报告提出意见', unless: ['commentedOn', true] },
    { state: 'commenting', step: 'file', say: '签发书面报告', unless: ['commentedOn', false] },
    { state: 'filed', step: 'evaluate', say: '组织满意度测评' },
    { state: 'evaluated', step: 'close', say: '销号归档，或转长期跟踪、重新办理' },
    { state: 'escalated', step: 'close', say: '升级监督' },
    { state: 'tracking', step: 'close', say: '长期事项回头看' },
  ],
  'review-item': [
    { state: 'open', step: 'start', say: '启动办理', isPlain: true },
    { state: 'blocked', step: 'unblock', say: '协调解决受阻' },
    { state: 'returned', step: 'reassign', say: '重新分派' },
    { state: 'working', step: 'finish', say: '办完后提出自评' },
    { state: 'done', step: 'check', say: '复核' },
    { state: 'declined', step: 'check', say: '复核不予采纳的理由' },
    { state: 'kept', step: 'check', say: '复核长期坚持的事项' },
    { state: 'checked', step: 'close', say: '销号', isPlain: true },
  ],
  'review-task': [
    { state: 'draft', step: 'assign', say: '分派', isPlain: true },
    { state: 'assigned', step: 'accept', say: '签收', isPlain: true },
    { state: 'working', step: 'apply', say: '报进展，办完后申请销号' },
    { state: 'returned', step: 'reassign', say: '重新分派' },
    { state: 'applied', step: 'verify', say: '核实', isPlain: true },
  ],
  'review-progress': [{ state: 'draft', step: 'file', say: '报送进展', isPlain: true }],
  'review-share': [{ state: 'asked', step: 'give', say: '提供协办材料' }],
  'review-extension': [{ state: 'asked', step: 'grant', say: '决定是否延期' }],
  'review-order': [
    { state: 'draft', step: 'issue', say: '签发督办单', where: ['level', 'L1', 'L2'] },
    { state: 'draft', step: 'convene', say: '召开督办会，签发督办单', where: ['level', 'L3'] },
    { state: 'issued', step: 'answer', say: '答复督办单' },
    { state: 'answered', step: 'close', say: '看答复，办结或退回重新答复' },
  ],
  'review-listing': [
    { state: 'proposed', step: 'list', say: '决定是否挂牌督办' },
    { state: 'listed', step: 'lift', say: '挂牌督办，办好后摘牌' },
  ],
  'review-vote': [{ state: 'counting', step: 'announce', say: '核对票数，公布结果' }],
  report: [
    { state: 'drafting', step: 'review', say: '各章节审定后送审' },
    { state: 'reviewing', step: 'approve', say: '核稿，或退回修改' },
    { state: 'approved', step: 'sign', say: '签发，或退回修改' },
    { state: 'signed', step: 'file', say: '报送' },
  ],
  'report-section': [
    { state: 'writing', step: 'submit', say: '写好后交稿' },
    { state: 'submitted', step: 'approve', say: '审定，或退回', isPlain: true },
  ],
  motion: [
    { state: 'draft', step: 'assign', say: '交办' },
    { state: 'assigned', step: 'accept', say: '签收', isPlain: true },
    { state: 'working', step: 'answer', say: '与代表（委员）见面，书面答复' },
    { state: 'rework', step: 'answer', say: '再次办理，重新答复' },
    { state: 'returned', step: 'assign', say: '重新交办' },
    { state: 'answered', step: 'close', say: '登记代表（委员）意见，办结' },
  ],
};
