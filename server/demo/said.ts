/** What customers of the demo company say, and what is answered. */
export const enquiryTexts = [
  { category: "tariffs", subject: "咨询融合套餐资费", content: "想了解带300M宽带的融合套餐每月多少钱，有没有优惠。" },
  { category: "bill", subject: "账单中的点播费用", content: "上月账单里有一笔点播费，想知道是什么时候产生的。" },
  { category: "how-to", subject: "机顶盒怎么回看", content: "家里老人不会用回看功能，请告知操作步骤。" },
  { category: "coverage", subject: "新小区能否安装", content: "刚搬到新小区，想问能不能装有线电视和宽带。" },
  { category: "tariffs", subject: "续费有什么优惠", content: "合约下月到期，想了解续费优惠。" },
  { category: "other-enquiry", subject: "营业厅周末营业时间", content: "周末想去营业厅办理过户，请问几点开门。" },
] as const;

export const faultTexts = [
  { category: "no-signal", subject: "电视没有信号", content: "从昨晚开始电视一直显示无信号，重启过机顶盒。" },
  { category: "broadband-fault", subject: "宽带经常掉线", content: "晚上八点以后宽带频繁掉线，光猫指示灯闪红。" },
  { category: "picture", subject: "画面马赛克", content: "看体育频道时画面出现马赛克，声音断续。" },
  { category: "other-fault", subject: "遥控器失灵", content: "遥控器换了电池仍没有反应，需要更换。" },
] as const;

export const complaintTexts = [
  {
    category: "service",
    cause: "late-visit",
    department: "OPS",
    subject: "安装师傅没有按约上门",
    content: "约好上午九点到十一点上门，师傅下午三点才到，也没有提前通知。",
  },
  {
    category: "price",
    cause: "billing-error",
    department: "FIN",
    subject: "多扣了月租",
    content: "已经停机的宽带仍在扣费，连续两个月多扣了176元。",
  },
  {
    category: "product-quality",
    cause: "equipment",
    department: "OPS",
    subject: "机顶盒反复死机",
    content: "三个月内机顶盒死机多次，换过一台还是一样。",
  },
  {
    category: "service",
    cause: "attitude",
    department: "HL",
    subject: "客服态度生硬",
    content: "打热线咨询退订，客服语气不耐烦，没有讲清流程。",
  },
  {
    category: "false-advertising",
    cause: "unclear-words",
    department: "MKT",
    subject: "宣传与实际不符",
    content: "宣传单写免费升级500M，办理后才说要加装费。",
  },
  {
    category: "other-complaint",
    cause: "process",
    department: "CS",
    subject: "过户手续来回跑",
    content: "过户跑了两趟营业厅，两次要求的材料不一样。",
  },
] as const;

export const suggestionTexts = [
  { category: "suggest-product", subject: "增加地方戏曲频道", content: "家里老人喜欢越剧，希望增加地方戏曲点播内容。" },
  { category: "suggest-service", subject: "上门前短信提醒", content: "建议师傅出发前发短信，告知预计到达时间。" },
  { category: "other-suggestion", subject: "账单可以合并", content: "家里两套房的账单希望能合并成一张。" },
] as const;

export const replies = [
  "您好，您咨询的业务每月129元，含300M宽带和高清频道，办理后次日生效。",
  "您好，这笔费用是15日晚点播影片产生的，明细已短信发送给您。",
  "您好，按遥控器「回看」键选择频道和日期即可，需要的话我们可以上门指导。",
  "您好，您所在小区已覆盖，可以预约安装，一般三个工作日内完成。",
] as const;

/** What customers need, as the agent writes it down (T2.3). */
export const needs = [
  { needType: "price", needUrgency: "normal", satisfaction: "neutral", featuresWanted: "月租在130元以内的融合套餐" },
  { needType: "price", needUrgency: "low", satisfaction: "satisfied", latentNeeds: "合约快到期，可提前介绍续约优惠" },
  { needType: "support", needUrgency: "normal", satisfaction: "satisfied", featuresWanted: "回看和投屏的操作说明" },
  { needType: "support", needUrgency: "high", satisfaction: "dissatisfied", featuresWanted: "当天有人上门指导" },
  { needType: "new_service", needUrgency: "normal", satisfaction: "neutral", featuresWanted: "新居开通300M宽带和电视" },
  { needType: "change", needUrgency: "normal", satisfaction: "neutral", latentNeeds: "家里有三台电视，适合加机顶盒" },
  { needType: "content", needUrgency: "low", satisfaction: "satisfied", featuresWanted: "体育和戏曲点播" },
  { needType: "quality", needUrgency: "high", satisfaction: "dissatisfied", featuresWanted: "晚间网速稳定" },
  { needType: "none", needUrgency: "low", satisfaction: "satisfied" },
] as const;

/** What was spoken of on the telephone. */
export const callNotes = [
  ["咨询账单", "客户询问上月账单明细，已逐项说明。"],
  ["套餐变更", "客户想换套餐，已介绍两档资费和生效时间。"],
  ["营业厅地址", "客户询问就近营业厅和营业时间，已告知。"],
  ["报停复机", "客户出国三个月，已说明报停手续和费用。"],
  ["电子发票", "客户索取电子发票，已指导在门户下载。"],
  ["遥控器更换", "客户遥控器失灵，已说明可到营业厅免费更换。"],
] as const;

/** What customers say in callbacks, and what it is about. */
export const opinions = [
  ["处理很及时", "praise"],
  ["师傅很专业，鞋套都带了", "praise"],
  ["希望套餐更便宜", "price"],
  ["上门时间能再准一点就好了", "visit"],
  ["希望多些点播内容", "other"],
  ["热线排队有点久", "speed"],
] as const;

/** Measures after the monthly analysis of callbacks: what, about which opinions, what came of it. */
export const measures = [
  ["热线高峰时段增加一名坐席", "speed", "晚间增派一人，平均等待缩短到20秒。"],
  ["资费解释口径统一，印成一页纸", "price", "口径已发各班组，回访中同类意见减少。"],
  ["上门前半小时电话确认", "visit", "已写入派单步骤，抽查十单均有确认。"],
  ["常见问题短信推送操作视频", "service", "已上线五条短视频链接。"],
] as const;

/** What a check found against the rules of conduct, by the item of the checklist. */
export const breaches: Readonly<Record<string, string>> = {
  scripts: "没有核对来电人身份，也没有结束语",
  courteous: "客户说话时打断两次",
  "no-exaggeration": "说“今天一定修好”，没有依据",
  "no-dispute": "对客户说“规定就是这样”",
  "no-passing-on": "让客户自己去找财务部，没有转办",
};

/** What was agreed in talks after a check. */
export const lessons = [
  "先复述客户诉求，再答复；结束前说明下一步和时限。",
  "账单问题逐项说明，不确定的转专人，不猜。",
  "登记时写清时间、地点和已承诺的事项。",
] as const;

/** Pieces of daily reports. */
export const plansForTomorrow = [
  "跟进今天未结的工单，上午回访昨天办结的投诉。",
  "核对待派单，联系两位改约的客户。",
  "继续处理账单咨询，更新常见问题。",
  "上午班前会，下午完成本周回访。",
  "整理到期续约客户名单，逐户联系。",
] as const;
export const raised = [
  "多位客户问续约优惠，建议在门户挂出说明。",
  "湖墅南路一带晚间宽带掉线的来电偏多，已告知运维。",
  "机顶盒升级后有客户找不到回看入口。",
  "老人客户希望账单寄纸质件。",
] as const;
export const openMatters = [
  "滨江一户改约到周末，需派单时确认。",
  "等待财务部核对重复扣费，明天回电。",
  "客户补交过户材料后通知办理。",
] as const;
export const comments = [
  "已阅，续约说明请本周更新到知识库。",
  "已阅。掉线问题已转运维部排查。",
  "辛苦了，未结事项请当天回电。",
] as const;

/** Care of customers that goes to another team: title, department, who takes it over, situation, open matters. */
export const handedOver = [
  ["企业客户转大客户部维护", "SALES", "account_manager", "近期新增专线需求，联系人偏好微信沟通。", "专线报价待发。"],
  ["装维遗留问题移交", "OPS", "installer", "入户线老化，已临时处理，需择期整改。", "整改时间待与客户确认。"],
  ["账务争议移交财务部", "FIN", "finance", "客户对上月扣费有疑问，已提供截图。", "核对结果待告知客户。"],
  ["营销活动客户移交市场部", "MKT", "marketing", "参加老客户回馈活动，礼品未领取。", "确认领取方式。"],
] as const;
