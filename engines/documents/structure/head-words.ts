/** The words that tell the lines of a head and a foot apart, kept as data so that they can be read and extended. */

/** The kinds of GB/T 9704-2012 and the replies and papers offices publish beside them; longer words first. */
export const KINDS: readonly string[] = [
  '决议',
  '决定',
  '命令',
  '公报',
  '公告',
  '通告',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '纪要',
  '答复',
  '复函',
  '意见',
  '方案',
  '办法',
  '规定',
  '细则',
  '规划',
  '计划',
  '总结',
  '汇报',
  '说明',
  '要点',
  '讲话',
  '函',
  '令',
];

/** What a title may end with although it names no kind. */
export const TITLE_ENDS: readonly string[] = [
  '情况',
  '清单',
  '进展',
  '综述',
  '简报',
  '一览表',
  '信息',
  '回顾',
  '展望',
  '举措',
  '成效',
  '公示',
];

/** What the name of an issuing body ends with. */
export const ORGAN_ENDS: readonly string[] = [
  '人民政府',
  '政府',
  '委员会',
  '常委会',
  '办公室',
  '办公厅',
  '国务院',
  '法院',
  '检察院',
  '审计署',
  '街道办事处',
  '办事处',
  '管委会',
  '指挥部',
  '领导小组',
  '联席会议',
  '分局',
  '总局',
  '大队',
  '支队',
  '中心',
  '集团',
  '公司',
  '银行',
  '学院',
  '大学',
  '医院',
  '局',
  '厅',
  '部',
  '委',
  '办',
  '署',
  '院',
  '会',
  '社',
  '站',
  '所',
  '处',
  '组',
  '党组',
  '团',
];

/** Lines that a web page puts around a document. */
export const WEB_LINE =
  /^[【[（(•·]*\s*(?:索\s*引\s*号|信息索引|来\s*源|信息来源|文章来源|发布(?:时间|日期|机构|单位|人)|发文(?:日期|机关|字号|单位)|成文日期|生成日期|公开(?:日期|方式|范围|时限|程序|形式|类型)|时\s*间|日\s*期|浏\s*览|点\s*击|阅\s*读|字\s*[号体]|大\s*中\s*小|分\s*享|打\s*印|关\s*闭|作\s*者|编\s*辑|责任编辑|审\s*核|当前位置|您?(?:当前|现在)(?:的|所在)*位置|您的?位置|访问量|浏览量|点击量|关怀版|政府邮箱|收藏本页|主题(?:分类|词)|组配分类|体裁|服务对象|文件编号|文\s*号|有效性|效力|名\s*称|标\s*题|关键词|扫一扫|上一[篇条]|下一[篇条]|相关(?:链接|附件|稿件)|首页|微信|微博|繁体|附件下载|返回|友情链接|网站地图|版权所有|主办单位|无障碍|长者|访问次数|上一页|下一页|[（(]?责编|ICP|\||纠错)/;

/** Lines of the foot beside signature and date. */
export const FOOT_LINE =
  /^[（(【[]?\s*(?:此件|本件|抄\s*[送报]|主\s*送[：:]|分\s*送|报\s*送[：:]|联\s*系\s*(?:人|电话|单位|方式)|承\s*办\s*(?:人|单位|科室)|经办人|签\s*发\s*人|公开(?:属性|方式|形式|类别|选项)|(?:主动|依申请|不予|不)公开|共印|校\s*对|打\s*印|印发机关|邮\s*编|邮政编码|电\s*话|传\s*真|责任编辑|【)/;

/** The note on publicity in any of its wordings. */
export const PUBLICITY: readonly (readonly [pattern: RegExp, value: string])[] = [
  [/不\s*予\s*公\s*开|不宜公开|不公开/, '不予公开'],
  [/依\s*申\s*请\s*公\s*开/, '依申请公开'],
  [/主\s*动\s*公\s*开|(?:此件|本件)[^不]{0,6}公开/, '主动公开'],
];
