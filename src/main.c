#include <stdio.h>

int main(void)
{
    puts("hiepthuong " HT_VERSION);
    return 0;
}
