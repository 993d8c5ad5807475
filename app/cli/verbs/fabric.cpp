// SPDX-License-Identifier: Apache-2.0
#include "app/cli/verbs/verbs.h"

namespace netready {

Verb fabricVerb()
{
    return makeVerbGroup({"fabric",
                          "Network",
                          "Plan a fabric for accelerators",
                          "Example:\n"
                          "  netready fabric size pod.yaml\n"
                          "  netready fabric load client.netready"},
                         {fabricSizeVerb(), fabricLoadVerb()});
}

} // namespace netready
