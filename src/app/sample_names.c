#include "app/sample_maker.h"

struct family {
    const char *name;
    uint32_t weight;
};

static const struct family families[] = {
    {"Nguyễn", 300}, {"Trần", 100}, {"Lê", 80},    {"Phạm", 60},  {"Hoàng", 50}, {"Vũ", 40},   {"Đặng", 25},
    {"Bùi", 25},     {"Đỗ", 20},    {"Ngô", 15},   {"Dương", 20}, {"Lý", 15},    {"Nông", 40}, {"Hà", 20},
    {"Triệu", 30},   {"Ma", 30},    {"Lường", 20}, {"Bàn", 15},   {"Đàm", 15},   {"Hầu", 10},  {"Âu", 5},
};

static const char *const men_middle[] = {"Văn",  "Hữu",  "Đức",  "Quang", "Minh",
                                         "Xuân", "Ngọc", "Đình", "Công",  "Thế"};
static const char *const men_given[] = {"An",   "Bình", "Chiến", "Cường", "Dũng",  "Đạt",   "Đông", "Giang",
                                        "Hải",  "Hiếu", "Hòa",   "Hùng",  "Huy",   "Khánh", "Kiên", "Lâm",
                                        "Long", "Lực",  "Mạnh",  "Nam",   "Nghĩa", "Phong", "Phúc", "Quân",
                                        "Quý",  "Sơn",  "Tâm",   "Thái",  "Thắng", "Thịnh", "Toàn", "Trung",
                                        "Tuấn", "Tùng", "Ước",   "Việt",  "Vinh",  "Ẩn"};
static const char *const women_middle[] = {"Thị",  "Thị",   "Thị",  "Thu",  "Ngọc",
                                           "Hồng", "Thanh", "Bích", "Minh", "Kim"};
static const char *const women_given[] = {
    "Ánh",  "Anh",   "Bình",  "Chi",    "Dung",  "Duyên", "Đào",    "Giang", "Hà",   "Hạnh",
    "Hằng", "Hiền",  "Hoa",   "Huệ",    "Hương", "Lan",   "Liên",   "Linh",  "Loan", "Mai",
    "Minh", "Nga",   "Ngân",  "Nguyệt", "Nhung", "Oanh",  "Phương", "Quyên", "Tâm",  "Thảo",
    "Thủy", "Trang", "Tuyết", "Uyên",   "Vân",   "Xuân",  "Yến",    "Ấm"};

static const char *const landmarks[] = {"Suối", "Đồi",   "Rừng", "Đồng", "Bãi", "Gò",    "Vườn", "Bến",
                                        "Khe",  "Nương", "Núi",  "Ao",   "Cầu", "Giếng", "Ngòi", "Lũng"};
static const char *const ornaments[] = {"Mây", "Trăng", "Sao", "Lúa", "Ngô",  "Trúc", "Mai",
                                        "Đào", "Quế",   "Chè", "Cọ",  "Sen",  "Sậy",  "Cúc",
                                        "Lim", "Sến",   "Hạc", "Én",  "Nắng", "Gió"};
#define PLACE_NAMES (COUNT_OF(landmarks) * COUNT_OF(ornaments))

static const char *pick_family(struct sample_maker *maker)
{
    uint32_t total = 0;
    size_t i = 0;

    for (size_t j = 0; j < COUNT_OF(families); j++)
        total += families[j].weight;
    uint32_t left = prng_below(&maker->prng, total);
    while (left >= families[i].weight)
        left -= families[i++].weight;
    return families[i].name;
}

static const char *pick(struct sample_maker *maker, const char *const names[], size_t count)
{
    return names[prng_below(&maker->prng, (uint32_t)count)];
}

const char *sample_person(struct sample_maker *maker)
{
    bool woman = sample_chance(maker, 350);
    const char *family = pick_family(maker);
    const char *middle = woman ? pick(maker, women_middle, COUNT_OF(women_middle))
                               : pick(maker, men_middle, COUNT_OF(men_middle));
    const char *given =
        woman ? pick(maker, women_given, COUNT_OF(women_given)) : pick(maker, men_given, COUNT_OF(men_given));

    return sample_text(maker, "%s %s %s", family, middle, given);
}

void sample_commune_names(struct sample_maker *maker, const char **out, size_t count)
{
    uint32_t order[PLACE_NAMES];

    for (uint32_t i = 0; i < PLACE_NAMES; i++)
        order[i] = i;
    for (size_t i = 0; i < count && i < PLACE_NAMES; i++) {
        size_t other = i + prng_below(&maker->prng, (uint32_t)(PLACE_NAMES - i));
        uint32_t chosen = order[other];
        order[other] = order[i];
        out[i] = sample_text(maker, "%s %s", landmarks[chosen / COUNT_OF(ornaments)],
                             ornaments[chosen % COUNT_OF(ornaments)]);
    }
}
