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
