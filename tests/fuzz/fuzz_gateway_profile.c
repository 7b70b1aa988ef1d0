/* Whatever is read as a profile is whole and judges any answer. */
#include "fuzz.h"
#include "notify/gateway_profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(gateway_profile_free_ptr) struct gateway_profile *profile = NULL;
    struct error err;

    if (size > GATEWAY_PROFILE_MAX_BYTES ||
        gateway_profile_read((const char *)data, size, "gateway.yaml", &profile, &err) != OK)
        return 0;
    assert((profile->send == NULL) == (profile->kind == GATEWAY_FILE));
    for (int status = 99; profile->send != NULL && status <= 600; status++) {
        enum gateway_class class =
            gateway_profile_classify(profile->send, status, "0: Accepted for delivery");
        assert(class < CLASS_UNSENT);
    }
    return 0;
}
