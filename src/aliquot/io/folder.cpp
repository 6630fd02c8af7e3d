#include "aliquot/io/folder.hpp"
