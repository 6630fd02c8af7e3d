// Nobody but the authenticator says that a person has shown who they are.
#include "aliquot/facility/desk/authenticator.hpp"

const aliquot::Proven mara{"mara", {}, ""};
