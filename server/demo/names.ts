import type { Random } from "./random.ts";

// The most frequent surnames first, as in life.
const surnames =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
const first =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂志建国文玉海春晓红云立东永佳雪梅思雨子欣梓涵浩宇一俊婷家嘉怡诗博雅振天佩清月宏锦瑞";
const second = "华英兰玲辉峰龙燕萍鹏飞斌波宁凤琴林洁亮慧莉鑫丹蕾凯健倩帆晨轩涵琪瑶睿豪彤萱航铭远豫航然诚霖泽辰悦";

export const districts: readonly (readonly [code: string, name: string, streets: readonly string[]])[] = [
  ["330102", "杭州市上城区", ["清河坊街", "解放路", "庆春路", "秋涛路"]],
  ["330105", "杭州市拱墅区", ["湖墅南路", "莫干山路", "大关路"]],
  ["330106", "杭州市西湖区", ["文三路", "天目山路", "古墩路", "莲花街"]],
  ["330108", "杭州市滨江区", ["江南大道", "长河路", "滨盛路"]],
  ["330109", "杭州市萧山区", ["市心中路", "金城路", "人民路"]],
  ["330110", "杭州市余杭区", ["文一西路", "五常大道", "良睦路"]],
  ["330203", "宁波市海曙区", ["中山西路", "药行街", "柳汀街"]],
  ["330212", "宁波市鄞州区", ["天童南路", "钱湖北路"]],
  ["330302", "温州市鹿城区", ["人民西路", "锦绣路"]],
  ["330402", "嘉兴市南湖区", ["中山东路", "禾兴路"]],
  ["330602", "绍兴市越城区", ["解放南路", "胜利东路"]],
  ["330702", "金华市婺城区", ["八一南街", "双龙南街"]],
];

const trades = [
  "信息技术",
  "建筑装饰",
  "餐饮管理",
  "物流",
  "酒店管理",
  "教育咨询",
  "医药",
  "机电设备",
  "纺织",
  "商贸",
  "文化传媒",
  "物业服务",
];
const brands = [
  "恒达",
  "瑞丰",
  "星河",
  "明远",
  "嘉禾",
  "天成",
  "鼎盛",
  "博雅",
  "华宇",
  "锦程",
  "新越",
  "东方",
  "海悦",
  "众信",
  "卓越",
  "金桥",
];

export const personName = (r: Random): string => {
  // Squaring leans towards the front of the list.
  const surname = [...surnames][Math.floor(r.next() ** 2 * surnames.length)]!;
  return surname + r.pick([...first]) + (r.chance(0.68) ? r.pick([...second]) : "");
};

export function organisationName(r: Random, type: string, district: string): string {
  const city = district.slice(0, 2);
  switch (type) {
    case "school":
      return `${district.slice(3)}${r.pick(["第一", "第二", "实验", "育才", "文澜", "学军"])}${r.pick(["中学", "小学", "幼儿园"])}`;
    case "hospital":
      return `${city}市${r.pick(["第一", "第二", "第三", "中心", "妇幼"])}${r.pick(["人民医院", "中医院", "医院"])}`;
    case "government":
      return `${district}${r.pick(["人民政府", "文化和旅游局", "街道办事处", "市场监督管理局", "教育局"])}`;
    default:
      return `${city}${r.pick(brands)}${r.pick(trades)}有限公司`;
  }
}

export const industryOf = (name: string): string | null => trades.find((trade) => name.includes(trade)) ?? null;

export const mobile = (r: Random): string =>
  `1${r.pick(["38", "39", "58", "36", "50", "86", "77", "89"])}${String(r.int(0, 99_999_999)).padStart(8, "0")}`;

/** A well-formed ID card number with its check digit; made up, belongs to nobody on purpose. */
export function idCard(r: Random, district: string, birth: string, gender: string): string {
  const order = r.int(0, 49) * 2 + (gender === "male" ? 1 : 0);
  const body = `${district}${birth.replaceAll("-", "")}${String(order + 900 - (order + 900 > 999 ? 100 : 0)).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + "10X98765432"[sum % 11];
}
