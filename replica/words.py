"""What accounts write. Every line is neutral, or names exactly one of the words that a metric looks for."""

from __future__ import annotations

SERVICE = {
    "办事": "一图读懂线上办事怎么走",
    "指南": "新生儿落户指南请收好",
    "办理": "不动产登记可跨城办理",
    "预约": "博物馆参观预约时间有调整",
    "申领": "电子驾驶证申领步骤看这里",
    "缴费": "供暖费缴费窗口延时开放",
    "社保": "社保卡补换网点名单公布",
    "医保": "医保门诊报销比例有变化",
    "公积金": "公积金贷款额度上调",
    "证件": "出行前请核对证件有效期",
}
CALLOUT = {
    "征集": "民生实事项目向您征集",
    "投票": "最美街巷评选投票开启",
    "留言": "对公交线路有想法请留言",
    "问卷": "营商环境问卷等您来填",
    "建议": "物业管理条例听取您的建议",
    "征求意见": "停车收费方案公开征求意见",
}
PLAIN = (
    "全市重点项目建设现场推进会召开",
    "今晨有雾，出行请注意安全",
    "秋粮收购工作有序开展",
    "本周末有小雨，气温下降",
    "历史文化街区修缮进入收尾阶段",
    "高新区三家企业入选省级示范名单",
    "马拉松赛事鸣枪开跑",
    "图书馆新馆开馆迎客",
    "地铁新线进入试运行",
    "森林防火期已经开始",
    "假期客流平稳有序",
    "老旧小区加装电梯一百台",
    "全市R&D经费投入强度再创新高",
    "“四好农村路”再添新里程",
    "这里的银杏进入最佳观赏期",
    "前三季度经济运行数据发布",
)
BODY = (
    "据了解，相关工作将按计划推进，进展情况会及时公布。",
    "下一步，各部门将加强协同，确保任务按期完成。",
    "这组图片记录了现场的点点滴滴，一起来看。",
    "具体安排以主管部门发布的通告为准，请大家相互转告。",
    "天气转凉，早晚温差较大，请注意添衣保暖。",
    "记者在现场看到，施工人员正在紧张有序地作业。",
    "近年来，当地持续改善人居环境，群众获得感不断提升。",
    "以下为详细内容，欢迎收藏转发。",
)


def headline(number: int, service: str = "", callout: str = "") -> str:
    """A line that names these words of the two vocabularies, or neither: then the `number`-th plain one."""
    told = [line for line in (SERVICE.get(service, ""), CALLOUT.get(callout, "")) if line]
    return "，".join(told) or PLAIN[number % len(PLAIN)]


def body(number: int, sentences: int) -> str:
    """So many neutral sentences, beginning with the `number`-th."""
    return "".join(BODY[(number + i) % len(BODY)] for i in range(sentences))
